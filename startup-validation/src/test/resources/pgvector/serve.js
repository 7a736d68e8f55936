// PostgreSQL in WebAssembly on a port of 127.0.0.1, with pgvector on the server or without; prints the port.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const [port, shipped] = process.argv.slice(2);
const db = await PGlite.create({ extensions: shipped === 'with' ? { vector } : {} });
await new PGLiteSocketServer({ db, host: '127.0.0.1', port: Number(port) }).start();
console.log('serving');
