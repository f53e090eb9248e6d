// What is held and what it is worth: a table that is asked for anew every two seconds while somebody looks, and a form. Values stay strings.

import { ask, byId, newRow, order, seconds, set } from './page.js';

const REFRESH_MS = 2_000;
const COLUMNS = [
  ['symbol', 'Priced by'], ['amount', 'Amount', 'number amount'], ['price', 'Price', 'number price'],
  ['value', 'Value', 'number value'], ['share', 'Share', 'number share'], ['health', 'Health'], ['act', 'Change'],
];

const rows = new Map(); // symbol -> { row, cells, edit, remove }
const totals = new Map(); // currency -> item
let isAsking = false;

/** Asks for the portfolio and draws it; when there is no answer, the last one stays and says so. */
export async function refreshPortfolio() {
  if (isAsking) {
    return;
  }
  isAsking = true;
  try {
    const answer = await ask('/api/portfolio');
    if (answer.isOk) {
      draw(answer.body);
      set(byId('portfolio-note'), note(answer.body));
    } else {
      set(byId('portfolio-note'), `${answer.body.error}: ${answer.body.message}`);
    }
  } catch (e) {
    set(byId('portfolio-note'), `No answer (${e}); values below are the last ones seen.`);
  } finally {
    isAsking = false;
  }
}

function note(portfolio) {
  if (portfolio.holdings.length === 0) {
    return 'Nothing is held.';
  }
  return portfolio.incomplete ? 'A holding has no price: totals marked as incomplete may lack it.' : '';
}

function draw(portfolio) {
  drawTotals(portfolio.totals);
  byId('holdings-table').hidden = portfolio.holdings.length === 0;
  const held = portfolio.holdings.map((holding) => {
    const entry = rows.get(holding.symbol) ?? addRow(holding.symbol);
    drawHolding(entry, holding);
    return entry.row;
  });
  for (const [symbol, entry] of rows) {
    if (!held.includes(entry.row)) {
      rows.delete(symbol);
    }
  }
  order(byId('holdings'), held);
}

function drawTotals(all) {
  const list = byId('totals');
  const items = all.map((total) => {
    const item = totals.get(total.currency) ?? document.createElement('li');
    totals.set(total.currency, item);
    set(item, `${total.value} ${total.currency}${total.incomplete ? ' (incomplete)' : ''}`);
    item.className = total.incomplete ? 'incomplete' : '';
    return item;
  });
  order(list, items);
}

function drawHolding({ row, cells, holding: shown }, holding) {
  const hasPrice = holding.price !== null;
  set(cells.symbol, holding.symbol);
  set(cells.amount, holding.amount);
  set(cells.price, hasPrice ? `${holding.price} ${holding.currency}` : 'no price');
  set(cells.value, hasPrice ? `${holding.value} ${holding.currency}` : '–');
  set(cells.share, hasPrice ? `${holding.share} %` : '–');
  set(cells.health, health(holding));
  cells.health.className = holding.health;
  row.className = holding.stale ? 'stale' : '';
  shown.amount = holding.amount;
}

function health(holding) {
  const words = [holding.withdrawn ? 'withdrawn' : holding.health];
  if (holding.recovering) {
    words.push(`recovering ${holding.recovering_seconds_left} s`);
  }
  if (holding.cached) {
    words.push('cached');
  }
  if (holding.age_ms !== undefined) {
    words.push(`${seconds(holding.age_ms)} old`);
  }
  return words.join(', ');
}

function addRow(symbol) {
  const entry = { ...newRow(COLUMNS), holding: { amount: '' } };
  entry.cells.act.append(
    button('Edit', `Edit ${symbol}`, () => edit(symbol, entry.holding.amount)),
    button('Remove', `Remove ${symbol}`, () => change('DELETE', symbol)),
  );
  rows.set(symbol, entry);
  return entry;
}

function button(text, label, onClick) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', onClick);
  return made;
}

function edit(symbol, amount) {
  byId('held-symbol').value = symbol;
  byId('held-amount').value = amount;
  byId('held-amount').focus();
}

/** Sets or removes a holding; nothing is shown as done before the server says so. */
async function change(method, symbol, body = undefined) {
  const told = byId('holding-answer');
  told.className = '';
  told.textContent = 'Asking …';
  try {
    const answer = await ask(`/api/portfolio/holdings/${encodeURIComponent(symbol)}`, method, body);
    told.className = answer.isOk ? 'taken' : 'refused';
    told.textContent = answer.isOk ? done(answer.body) : refused(answer.body);
    if (answer.isOk) {
      byId('held-symbol').focus();
      await refreshPortfolio();
    }
  } catch (e) {
    told.className = 'refused';
    told.textContent = `No answer (${e}). The same may be sent again.`;
  }
}

const done = (held) => (held.amount === '0'
  ? `${held.symbol} is not held any more.`
  : `${held.amount} ${held.asset} are held, priced by ${held.symbol}.`);

const refused = (error) => `${error.error}: ${error.message}`
  + (error.nearest ? ` Did you mean ${error.nearest.join(', ')}?` : '');

/** Offers the symbols that there are. */
export function offerSymbols(symbols) {
  const list = byId('symbols');
  if (list.children.length !== symbols.length) {
    list.replaceChildren(...symbols.map((symbol) => {
      const option = document.createElement('option');
      option.value = symbol;
      return option;
    }));
  }
}

/** Begins. */
export function startPortfolio() {
  byId('holding').addEventListener('submit', (event) => {
    event.preventDefault();
    change('PUT', byId('held-symbol').value.trim(), { amount: byId('held-amount').value.trim() });
  });
  const refreshIfSeen = () => {
    if (!document.hidden) {
      refreshPortfolio();
    }
  };
  document.addEventListener('visibilitychange', refreshIfSeen);
  setInterval(refreshIfSeen, REFRESH_MS);
  refreshPortfolio();
}
