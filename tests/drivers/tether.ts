import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ties processes to this one, however this one ends: a shell of its own reads which are alive and
 * kills what is left when its standard input closes, which the kernel does even after a kill -9.
 */
const TETHER = `
pids=' '
while read -r sign pid; do
  case $sign in
    +) pids="$pids$pid " ;;
    -) pids=$(printf '%s' "$pids" | sed "s/ $pid / /") ;;
  esac
done
for pid in $pids; do kill -9 "$pid" 2>/dev/null; done`;

let tether: ChildProcess | undefined;

export function tie(child: ChildProcess): void {
  const pid = child.pid;
  if (pid === undefined) return;
  if (tether === undefined) {
    // Detached, so that Ctrl-C in a terminal does not end it before what it watches over.
    tether = spawn('/bin/sh', ['-c', TETHER], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    tether.unref();
    tether.stdin?.on('error', () => undefined);
    if (tether.stdin instanceof Socket) tether.stdin.unref();
  }
  const { stdin } = tether;
  stdin?.write(`+ ${pid}\n`);
  child.once('exit', () => stdin?.write(`- ${pid}\n`));
}
