import type { Server } from 'node:http';

/** See serve.mjs. */
export function serve(root: string, port: number, host?: string): Promise<Server>;
