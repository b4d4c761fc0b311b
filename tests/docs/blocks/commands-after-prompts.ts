const PROMPT = '$ ';
const HERE_DOCUMENT = /<<-?\s*(['"]?)(\w+)\1/;

/** The commands of a session: lines after a prompt, with what continues them; the rest is what was answered. */
export function commandsAfterPrompts(session: string): string {
  const commands: string[] = [];
  let until: string | undefined;
  let goesOn = false;
  for (const line of session.split('\n')) {
    if (until !== undefined) {
      commands.push(line);
      if (line === until) until = undefined;
      continue;
    }
    if (!goesOn && !line.startsWith(PROMPT)) continue;
    const command: string = goesOn ? line : line.slice(PROMPT.length);
    commands.push(command);
    until = HERE_DOCUMENT.exec(command)?.[2];
    goesOn = command.endsWith('\\');
  }
  return commands.map(line => `${line}\n`).join('');
}
