// The live page: prices, status and outcomes over one WebSocket, the rest over REST. Prices stay strings.

import { loadMarkets, showGate, startBetting } from './betting.js';
import { loadBets, onBet, startBets } from './outcomes.js';
import { byId, newRow, noteServerTime, seconds, serverNowMs, set } from './page.js';
import { offerSymbols, refreshPortfolio, startPortfolio } from './portfolio.js';

const COLUMNS = [
  ['symbol', 'Instrument'], ['price', 'Price', 'number price'], ['bid', 'Bid', 'number bid'], ['ask', 'Ask', 'number ask'],
  ['spread', 'Spread, bps', 'number spread'], ['age', 'Age', 'number age'], ['health', 'Health'], ['gate', 'Gate'],
  ['source', 'Source'],
];
const rows = byId('rows');
const prices = new Map(); // symbol -> { message, heardMs, cells, row }
let status = null;

/** Full jitter up to a cap, so that clients do not come back together; reset once a connection has lasted. */
const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 20_000;
const STABLE_MS = 10_000;
/** Pings go out each 10 s; without a sign of life for 25 s the connection is dead, even if nobody said so. */
const PING_MS = 10_000;
const SILENT_MS = 25_000;

let socket = null;
let attempts = 0;
let heardMs = 0;

function connect() {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const opened = new WebSocket(`${scheme}://${location.host}/ws/prices?symbols=*`);
  socket = opened;
  heardMs = performance.now();
  let openedMs = 0;
  opened.onopen = () => {
    openedMs = performance.now();
    byId('link').textContent = 'connected';
    begin(opened);
  };
  opened.onmessage = (event) => {
    heardMs = performance.now();
    onMessage(JSON.parse(event.data));
  };
  opened.onclose = (event) => {
    if (socket !== opened) {
      return;
    }
    socket = null;
    status = null;
    if (openedMs > 0 && performance.now() - openedMs > STABLE_MS) {
      attempts = 0;
    }
    const waitMs = Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempts++);
    const why = event.reason || (event.code === 1006 ? 'connection lost' : `code ${event.code}`);
    byId('link').textContent = `${why}; again in ${(waitMs / 1000).toFixed(1)} s`;
    showStatus();
    setTimeout(connect, waitMs);
  };
}

/** What is asked for once a connection is there; outcomes from the place on at which the list was read, so that none is missed. */
async function begin(opened) {
  await loadMarkets();
  showGate(true, status);
  refreshPortfolio();
  const position = await loadBets();
  if (opened.readyState === WebSocket.OPEN) {
    const since = position === null ? {} : { since: position };
    opened.send(JSON.stringify({ op: 'subscribe', symbols: [], outcomes: true, ...since }));
  }
}

function watchLink() {
  if (socket && socket.readyState === WebSocket.OPEN) {
    if (performance.now() - heardMs > SILENT_MS) {
      socket.close();
    } else {
      socket.send('{"op":"ping"}');
    }
  }
}

function onMessage(message) {
  switch (message.type) {
    case 'snapshot':
      message.prices.forEach(onPrice);
      offerSymbols([...prices.keys()].sort());
      draw();
      break;
    case 'price':
      onPrice(message);
      break;
    case 'bet':
      onBet(message);
      break;
    case 'system:status':
      status = message.data;
      showStatus();
      break;
    case 'error':
      byId('link').textContent = `${message.error}: ${message.message}`;
      break;
    default:
      break;
  }
}

function onPrice(message) {
  let entry = prices.get(message.symbol);
  if (!entry) {
    entry = addRow(message.symbol);
    prices.set(message.symbol, entry);
    byId('empty').hidden = true;
  }
  entry.message = message;
  entry.isChanged = true;
}

function addRow(symbol) {
  const { row, cells } = newRow(COLUMNS);
  cells.symbol.textContent = symbol;
  const next = [...prices.keys()].filter((other) => other > symbol).sort()[0];
  rows.insertBefore(row, next ? prices.get(next).row : null);
  return { row, cells, message: null, isChanged: false };
}

/** Draws what has changed, at most four times a second: more nobody can read, and phones get hot. */
function draw() {
  const nowMs = serverNowMs();
  for (const [symbol, entry] of prices) {
    const { cells, message } = entry;
    if (entry.isChanged) {
      entry.isChanged = false;
      set(cells.price, message.price);
      set(cells.bid, message.bestBid ? message.bestBid.price : '–');
      set(cells.ask, message.bestAsk ? message.bestAsk.price : '–');
      set(cells.spread, message.spreadBps === undefined ? '–' : message.spreadBps.toFixed(2));
      set(cells.source, message.source + origin(message));
    }
    set(cells.age, seconds(nowMs - message.receivedTime));
    const known = status?.instruments[symbol];
    const health = !socket ? 'unknown' : known ? known.price_health : message.health;
    const left = known?.recovering ? `, recovering ${known.recovering_seconds_left} s` : '';
    set(cells.health, health + left);
    cells.health.className = health;
    const gate = known?.gate ?? '–';
    set(cells.gate, gate === 'closed' ? `closed: ${known.reason}` : gate);
    cells.gate.className = gate;
    entry.row.className = health === 'critical' || health === 'unknown' ? 'stale' : '';
  }
}

/** What is to be said of a price that does not come from a venue's own stream just now. */
function origin(message) {
  const notes = [];
  if (message.polled) {
    notes.push('polled');
  }
  if (message.cached) {
    notes.push('cached');
  }
  if (message.crossed) {
    notes.push('bid above ask');
  }
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

function showStatus() {
  const strip = byId('strip');
  if (!status) {
    strip.dataset.health = 'unknown';
    byId('status').textContent = 'No connection: prices below are the last ones seen';
  } else {
    noteServerTime(status.timestamp);
    strip.dataset.health = status.price_health;
    const recovering = status.recovering ? `, recovering, ${status.recovering_seconds_left} s left` : '';
    const gate = status.gate === 'open' ? 'betting open' : `betting closed: ${status.reason}`;
    byId('status').textContent = `Prices ${status.price_health}${recovering} · ${gate}`;
  }
  showGate(socket !== null, status);
}

startBetting(
  (symbol) => prices.get(symbol)?.message.price,
  onBet,
  () => showGate(socket !== null, status),
);
startBets();
startPortfolio();
document.addEventListener('visibilitychange', watchLink);
setInterval(watchLink, PING_MS);
setInterval(draw, 250);
connect();
