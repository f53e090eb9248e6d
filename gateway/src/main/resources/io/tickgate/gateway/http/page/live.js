// The live page: prices and status over one WebSocket, bets over REST. Text goes in by textContent only; prices stay strings.

const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const rows = byId('rows');
const prices = new Map(); // symbol -> { message, heardMs, cells, row }
let markets = [];
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
    loadMarkets();
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
      draw();
      break;
    case 'price':
      onPrice(message);
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
  const row = document.createElement('tr');
  const cells = {};
  for (const name of ['symbol', 'price', 'bid', 'ask', 'spread', 'age', 'health', 'gate', 'source']) {
    const cell = document.createElement('td');
    cell.className = ['price', 'bid', 'ask', 'spread', 'age'].includes(name) ? `number ${name}` : name;
    row.append(cell);
    cells[name] = cell;
  }
  cells.symbol.textContent = symbol;
  const next = [...prices.keys()].filter((other) => other > symbol).sort()[0];
  rows.insertBefore(row, next ? prices.get(next).row : null);
  return { row, cells, message: null, isChanged: false };
}

const set = (cell, text) => {
  if (cell.textContent !== text) {
    cell.textContent = text;
  }
};

/** Draws what has changed, at most four times a second: more nobody can read, and phones get hot. */
function draw() {
  const nowMs = Date.now();
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
    set(cells.age, age(nowMs - clockSkewMs() - message.receivedTime));
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

let skewMs = 0;
let isSkewKnown = false;
/** The server's time tells how far this device's clock is off; ages are shown in the server's. */
const clockSkewMs = () => skewMs;

function noteServerTime(serverMs) {
  const offMs = Date.now() - serverMs;
  // The least of what was seen is the closest to the truth: delays only add to it.
  skewMs = isSkewKnown ? Math.min(skewMs, offMs) : offMs;
  isSkewKnown = true;
}

function age(ms) {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
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
  showGate();
}

// Bets.

async function loadMarkets() {
  try {
    const answer = await fetch('/api/markets');
    markets = (await answer.json()).markets;
  } catch (e) {
    byId('answer').textContent = String(e);
    return;
  }
  const select = /** @type {HTMLSelectElement} */ (byId('market'));
  const chosen = select.value;
  select.replaceChildren(...markets.map((market) => {
    const option = document.createElement('option');
    option.value = market.market;
    option.textContent = `${market.symbol} · ${market.market}`;
    return option;
  }));
  if (markets.some((market) => market.market === chosen)) {
    select.value = chosen;
  }
  showGate();
}

const chosenMarket = () => markets.find((market) => market.market === byId('market').value);

/** The server decides; this only spares a useless click, and says why. */
function showGate() {
  const market = chosenMarket();
  const known = market && status ? status.instruments[market.symbol] : undefined;
  let reason = '';
  if (!socket || !status) {
    reason = 'Betting is off: no connection.';
  } else if (!market) {
    reason = 'Betting is off: there is no market.';
  } else if (known?.gate === 'closed') {
    const left = known.recovering ? `, ${known.recovering_seconds_left} s left` : '';
    reason = `Betting is off for ${market.symbol}: ${known.reason}${left}.`;
  }
  /** @type {HTMLFieldSetElement} */ (byId('fields')).disabled = reason !== '';
  set(byId('closed'), reason);
  byId('closed').hidden = reason === '';
  set(byId('rule'), market
    ? `Touch ${market.touch}, bounds ${market.bounds}, starts at least ${market.leadMs / 1000} s ahead, lasts `
      + `${market.windowMinMs / 1000}–${market.windowMaxMs / 1000} s, band ${market.bandMin}–${market.bandMax}, stake `
      + `${market.stakeMin}–${market.stakeMax}.`
    : '');
}

/** A band above the price, for trying out: half a per mille away, one per mille wide. Display arithmetic, so doubles will do. */
function proposeBand() {
  const market = chosenMarket();
  const entry = market && prices.get(market.symbol);
  if (entry) {
    const price = Number(entry.message.price);
    const width = Math.min(Math.max(price * 0.001, Number(market.bandMin)), Number(market.bandMax));
    const digits = price > 100 ? 2 : 8;
    byId('min').value = (price * 1.0005).toFixed(digits);
    byId('max').value = (price * 1.0005 + width).toFixed(digits);
  }
}

async function bet(event) {
  event.preventDefault();
  const market = chosenMarket();
  const fromMs = Math.round(Date.now() - clockSkewMs()) + Number(byId('start').value) * 1000;
  const body = {
    symbol: market.symbol,
    market: market.market,
    min: byId('min').value.trim(),
    max: byId('max').value.trim(),
    from: fromMs,
    to: fromMs + Number(byId('length').value) * 1000,
    stake: byId('stake').value.trim(),
    idempotencyKey: crypto.randomUUID ? crypto.randomUUID() : `page-${fromMs}-${Math.random().toString(36).slice(2)}`,
  };
  const shown = byId('answer');
  shown.className = '';
  shown.textContent = 'Asking …';
  try {
    const answer = await fetch('/api/bets', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
    });
    shown.className = answer.ok ? 'taken' : 'refused';
    shown.textContent = `${answer.status}\n${JSON.stringify(await answer.json(), null, 2)}`;
  } catch (e) {
    shown.className = 'refused';
    shown.textContent = `No answer (${e}). Ask GET /api/bets/by-key/${body.idempotencyKey}`;
  }
}

byId('bet').addEventListener('submit', bet);
byId('band').addEventListener('click', proposeBand);
byId('market').addEventListener('change', showGate);
document.addEventListener('visibilitychange', watchLink);
setInterval(watchLink, PING_MS);
setInterval(draw, 250);
connect();
