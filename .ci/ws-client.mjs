// A WebSocket client that nobody here wrote (npm "ws"): connects, wants a snapshot and then prices, and leaves.
// Usage: node ws-client.mjs ws://127.0.0.1:8080/ws/prices   (with "ws" installed beside it or below NODE_PATH)
import { createRequire } from 'node:module';

const WebSocket = createRequire(process.cwd() + '/')('ws');
const socket = new WebSocket(process.argv[2] + '?symbols=BTC/USD,ETH/USD');
const seen = new Map();
const deadline = setTimeout(() => end(1, 'no snapshot and 20 prices within 30 s'), 30_000);

function end(code, why) {
  clearTimeout(deadline);
  console.log(`ws client: ${why}: ${JSON.stringify(Object.fromEntries(seen))}`);
  socket.terminate();
  process.exit(code);
}

socket.on('error', (error) => end(1, String(error)));
socket.on('close', (code) => end(1, `closed with ${code}`));
socket.on('message', (data) => {
  const message = JSON.parse(data);
  seen.set(message.type, (seen.get(message.type) ?? 0) + 1);
  if (message.type === 'price' && typeof message.price !== 'string') end(1, 'a price that is no string');
  if (message.type === 'price' && !seen.has('snapshot')) end(1, 'a price before the snapshot');
  if (seen.get('price') >= 20) end(0, 'all well');
});
