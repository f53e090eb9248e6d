// The bets and how they end: a page of them over REST, then each outcome over the WebSocket from the place where that page was read.

import { ask, byId, clockTime, newRow, order, serverNowMs, set } from './page.js';

/** Reasons of open bets come with the list only; asked for while a window is over. */
const PENDING_REFRESH_MS = 5_000;
const COLUMNS = [
  ['state', 'State'], ['market', 'Market'], ['band', 'Band', 'number band'], ['time', 'Window'],
  ['stake', 'Stake', 'number stake'], ['why', 'Outcome'], ['proof', 'Proof'],
];
/** Never colour alone. */
const SIGNS = { ACCEPTED: '… open', HIT: '✓ HIT', MISS: '✗ MISS', VOID: '○ VOID' };

const bets = new Map(); // id -> { bet, row, cells, link }
let next = null;
let shownState = '';

/** Loads the newest bets. Returns the place from which outcomes are to be streamed, or null. */
export async function loadBets() {
  const wanted = byId('state').value;
  try {
    const answer = await ask(`/api/bets${wanted ? `?state=${wanted}` : ''}`);
    if (wanted !== byId('state').value) {
      return null;
    }
    if (!answer.isOk) {
      set(byId('bets-note'), `${answer.body.error}: ${answer.body.message}`);
      return null;
    }
    if (wanted !== shownState) {
      bets.clear();
      shownState = wanted;
    }
    forget(answer.body.bets, answer.body.next === undefined);
    answer.body.bets.forEach(keep);
    next = answer.body.next ?? null;
    draw();
    return answer.body.position;
  } catch (e) {
    set(byId('bets-note'), `No answer (${e}); bets below are the last ones seen.`);
    return null;
  }
}

/** What the newest page should have and has not is of another state by now, or forgotten. */
function forget(page, isAll) {
  const ids = new Set(page.map((bet) => bet.id));
  const oldest = isAll ? -1 : Math.min(...page.map((bet) => bet.sequence));
  for (const [id, { bet }] of bets) {
    if (bet.sequence >= oldest && !ids.has(id)) {
      bets.delete(id);
    }
  }
}

async function loadMore() {
  try {
    const wanted = shownState ? `&state=${shownState}` : '';
    const answer = await ask(`/api/bets?cursor=${encodeURIComponent(next)}${wanted}`);
    if (answer.isOk) {
      answer.body.bets.forEach(keep);
      next = answer.body.next ?? null;
      draw();
    }
  } catch (e) {
    set(byId('bets-note'), `No answer (${e}).`);
  }
}

/** A bet that was just taken or decided. */
export function onBet(bet) {
  const isDecided = bet.state !== 'ACCEPTED';
  if (isDecided) {
    set(byId('bets-news'), `${bet.symbol ?? 'A bet'}: ${bet.state}. ${why(bet)}`);
  }
  const isWanted = shownState === '' || (shownState === 'decided') === isDecided;
  if (isWanted) {
    keep(bet);
  } else {
    bets.delete(bet.id);
  }
  draw();
}

function keep(bet) {
  const entry = bets.get(bet.id) ?? { ...newRow(COLUMNS), link: document.createElement('a'), bet };
  if (!bets.has(bet.id)) {
    entry.cells.proof.append(entry.link);
    bets.set(bet.id, entry);
  }
  entry.bet = bet;
}

function draw() {
  const entries = [...bets.values()].sort((left, right) => right.bet.sequence - left.bet.sequence);
  entries.forEach(drawBet);
  order(byId('bets'), entries.map((entry) => entry.row));
  byId('bets-table').hidden = entries.length === 0;
  byId('more').hidden = next === null;
  set(byId('bets-note'), entries.length === 0 ? 'There are no such bets.' : '');
}

function drawBet({ bet, cells, link }) {
  const isDecided = bet.state !== 'ACCEPTED';
  set(cells.state, SIGNS[bet.state] ?? bet.state);
  cells.state.className = `state ${bet.state.toLowerCase()}`;
  set(cells.market, bet.market ?? bet.symbol ?? '–');
  set(cells.band, `${bet.min} – ${bet.max}`);
  set(cells.time, `${clockTime(bet.from)} – ${clockTime(bet.to)}`);
  set(cells.stake, bet.stake);
  set(cells.why, why(bet));
  // A decided bet has a receipt, an open one a signed acceptance.
  set(link, isDecided ? 'receipt' : 'acceptance');
  link.href = `/api/bets/${bet.id}/${isDecided ? 'receipt' : 'acceptance'}`;
  link.setAttribute('aria-label', `${link.textContent} of the bet of ${clockTime(bet.acceptedAt)}`);
}

function why(bet) {
  const outcome = bet.outcome;
  if (!outcome) {
    return pending(bet.pending);
  }
  if (outcome.result === 'HIT') {
    const other = outcome.otherTrade ? `, crossed from ${trade(outcome.otherTrade)}` : '';
    return `${trade(outcome.trade)}${other}`;
  }
  if (outcome.result === 'MISS') {
    const mark = outcome.watermark;
    const end = !mark ? '' : mark.source === 'trade' ? `; over by trade ${mark.tradeId}`
      : `; over by ${words(mark.source)}: newest is trade ${mark.tradeId}`;
    return `nothing touched${end}`;
  }
  return `${words(outcome.cause)}, ${outcome.responsible === 'venue' ? "the venue's" : 'our'} side`;
}

const trade = (said) => `trade ${said.tradeId} at ${said.price}, ${clockTime(said.tradeTime)}`;

/** Why it is open: the reason, the ids that are missing, and when it becomes void. */
function pending(said) {
  if (!said) {
    return '';
  }
  const parts = [words(said.reason)];
  const gaps = said.gaps ?? [];
  if (gaps.length > 0) {
    const ids = gaps.slice(0, 3).map((gap) => (gap.lastTradeId === gap.firstTradeId
      ? `${gap.firstTradeId}` : `${gap.firstTradeId}–${gap.lastTradeId ?? '?'}`));
    const count = said.gapCount ?? gaps.length;
    parts.push(`missing ${ids.join(', ')}${count > ids.length ? ` and ${count - ids.length} more gaps` : ''}`);
  }
  if (said.deadline) {
    parts.push(`void at ${clockTime(said.deadline)}`);
  }
  return parts.join('; ');
}

/** GAPS_FORGOTTEN: gaps forgotten. */
const words = (code) => String(code ?? 'unknown').toLowerCase().replaceAll('_', ' ');

/** Begins. */
export function startBets() {
  byId('state').addEventListener('change', loadBets);
  byId('more').addEventListener('click', loadMore);
  setInterval(() => {
    const isWaiting = [...bets.values()].some(({ bet }) => bet.state === 'ACCEPTED' && bet.to < serverNowMs());
    if (isWaiting && !document.hidden) {
      loadBets();
    }
  }, PENDING_REFRESH_MS);
}
