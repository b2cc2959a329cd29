// One running `kaisei demo`, on a port of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Server {
  url: string;
  end(): Promise<void>;
}

const STARTS_WITHIN = 120_000;
const ENDS_WITHIN = 15_000;

/** Starts the binary on a data folder and waits until it answers where it says that it listens: at a free port, unless one is named. */
export async function start(data: string, settings: Record<string, string> = {}, port = 0): Promise<Server> {
  const binary = process.env.KAISEI_BIN;
  if (!binary) throw new Error('KAISEI_BIN names no binary; `cargo xtask e2e` does');
  const child = spawn(binary, ['demo', '--listen', `127.0.0.1:${port}`, '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  });
  const url = await address(child);
  await fetch(`${url}/healthz`);
  return { url, end: () => end(child) };
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`kaisei demo ${why}; it said:\n${said.slice(-4000)}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('did not start in time');
    }, STARTS_WITHIN);
    // Both pipes are read to the end, or the server would block on a full one.
    child.stderr?.on('data', (chunk) => (said += chunk));
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? signal}`);
    });
  });
}

/** Ends it the way an operator does; anything but a clean end fails the run. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`kaisei demo ended by itself with ${child.exitCode ?? child.signalCode}`);
  }
  const exited = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN);
  child.kill('SIGTERM');
  const [code, signal] = await exited;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`kaisei demo answered SIGTERM with ${code ?? signal}`);
}
