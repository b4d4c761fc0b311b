/** Reads the live stream as a console would: what was told to have changed, in order. */
export class StreamReader {
  readonly told: string[] = [];
  readonly #abort = new AbortController();

  private constructor() {}

  static async open(address: string, key: string): Promise<StreamReader> {
    const reader = new StreamReader();
    const response = await fetch(`${address}/v1/stream`, {
      headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' },
      signal: reader.#abort.signal,
    });
    if (!response.ok || response.body === null) throw new Error(`the stream answers ${response.status}`);
    void reader.#read(response.body).catch(() => undefined);
    return reader;
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) this.told.push(line.slice(5).trim());
    }
  }
}
