import { read } from '../api/client.ts';
import { download } from './csv.ts';

type Call = Parameters<typeof read<string>>[0];

/** Gives what an operation answers as text to whoever reads the page, as a file. */
export async function saveText(fileName: string, call: Call): Promise<void> {
  download(fileName, (await read(call)).replace(/^\uFEFF/, ''));
}
