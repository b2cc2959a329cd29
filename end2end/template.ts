// Loads the demo world once; every worker starts on a copy of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './server';

export default async function makeTemplate() {
  const template = await mkdtemp(join(tmpdir(), 'kaisei-template-'));
  const server = await start(template);
  await server.end();
  // Workers are started after this and inherit it.
  process.env.KAISEI_TEMPLATE = template;
  return () => rm(template, { recursive: true, force: true });
}
