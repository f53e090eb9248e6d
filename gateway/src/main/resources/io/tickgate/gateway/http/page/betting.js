// The form for bets. The server decides; what is checked here only spares a useless click.

import { ask, byId, serverNowMs, set } from './page.js';

let markets = [];

const chosenMarket = () => markets.find((market) => market.market === byId('market').value);

/** Loads the markets; the chosen one stays chosen. */
export async function loadMarkets() {
  try {
    markets = (await ask('/api/markets')).body.markets;
  } catch (e) {
    byId('answer').textContent = String(e);
    return;
  }
  const select = byId('market');
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
}

/**
 * Lets bets be made or says why not.
 *
 * @param isConnected whether prices come.
 * @param status newest status of the server, or null.
 */
export function showGate(isConnected, status) {
  const market = chosenMarket();
  const known = market && status ? status.instruments[market.symbol] : undefined;
  let reason = '';
  if (!isConnected || !status) {
    reason = 'Betting is off: no connection.';
  } else if (!market) {
    reason = 'Betting is off: there is no market.';
  } else if (known?.gate === 'closed') {
    const left = known.recovering ? `, ${known.recovering_seconds_left} s left` : '';
    reason = `Betting is off for ${market.symbol}: ${known.reason}${left}.`;
  }
  byId('fields').disabled = reason !== '';
  set(byId('closed'), reason);
  byId('closed').hidden = reason === '';
  set(byId('rule'), market
    ? `Touch ${market.touch}, bounds ${market.bounds}, starts at least ${market.leadMs / 1000} s ahead, lasts `
      + `${market.windowMinMs / 1000}–${market.windowMaxMs / 1000} s, band ${market.bandMin}–${market.bandMax}, stake `
      + `${market.stakeMin}–${market.stakeMax}.`
    : '');
}

/** A band above the price, for trying out: half a per mille away, one per mille wide. Display arithmetic, so doubles will do. */
function proposeBand(priceOf) {
  const market = chosenMarket();
  const price = market ? Number(priceOf(market.symbol)) : NaN;
  if (price > 0) {
    const width = Math.min(Math.max(price * 0.001, Number(market.bandMin)), Number(market.bandMax));
    const digits = price > 100 ? 2 : 8;
    byId('min').value = (price * 1.0005).toFixed(digits);
    byId('max').value = (price * 1.0005 + width).toFixed(digits);
  }
}

async function bet(onBet) {
  const market = chosenMarket();
  const fromMs = Math.round(serverNowMs()) + Number(byId('start').value) * 1000;
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
    const answer = await ask('/api/bets', 'POST', body);
    shown.className = answer.isOk ? 'taken' : 'refused';
    shown.textContent = answer.isOk
      ? `Taken, against ${answer.body.reference.price} of trade ${answer.body.reference.tradeId}. It is listed below.`
      : `${answer.body.error}: ${answer.body.message}`;
    if (answer.isOk) {
      onBet(answer.body);
    }
  } catch (e) {
    shown.className = 'refused';
    shown.textContent = `No answer (${e}). Ask GET /api/bets/by-key/${body.idempotencyKey}`;
  }
}

/**
 * Begins.
 *
 * @param priceOf price of a symbol, or undefined.
 * @param onBet told of each bet that is taken.
 * @param onMarket told when another market is chosen.
 */
export function startBetting(priceOf, onBet, onMarket) {
  byId('bet').addEventListener('submit', (event) => {
    event.preventDefault();
    bet(onBet);
  });
  byId('band').addEventListener('click', () => proposeBand(priceOf));
  byId('market').addEventListener('change', onMarket);
}
