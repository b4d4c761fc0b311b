/** Seconds of each journey, said as soon as they are known. */
export class Figures {
  readonly seconds: Record<string, number> = {};

  say(journeys: Readonly<Record<string, number>>): void {
    for (const [name, seconds] of Object.entries(journeys)) {
      this.seconds[name] = Math.round(seconds * 10) / 10;
      console.log(`${name}: ${this.seconds[name]} s`);
    }
  }
}
