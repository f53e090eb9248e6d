// What the parts of the page share. Text goes in by textContent only.

/** The element of an id. */
export const byId = (id) => /** @type {any} */ (document.getElementById(id));

/** Sets a text, only if it is another one: what did not change is not announced again, nor drawn. */
export function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A row with a cell for each column; on a narrow screen each cell shows its label. */
export function newRow(columns) {
  const row = document.createElement('tr');
  const cells = {};
  for (const [name, label, className] of columns) {
    const cell = document.createElement('td');
    cell.className = className ?? name;
    cell.dataset.label = label;
    row.append(cell);
    cells[name] = cell;
  }
  return { row, cells };
}

/** Brings rows into an order without taking those away that stand right, so that the keyboard's place is kept. */
export function order(body, rows) {
  rows.forEach((row, index) => {
    if (body.children[index] !== row) {
      body.insertBefore(row, body.children[index] ?? null);
    }
  });
  while (body.children.length > rows.length) {
    body.lastElementChild.remove();
  }
}

/** Asks the server; the answer's body is JSON, also of an error. Throws when there is no answer. */
export async function ask(path, method = 'GET', body = undefined) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, isOk: answer.ok, body: await answer.json() };
}

let skewMs = 0;
let isSkewKnown = false;

/** The server's time tells how far this device's clock is off; times are shown in the server's. */
export function noteServerTime(serverMs) {
  const offMs = Date.now() - serverMs;
  // The least of what was seen is the closest to the truth: delays only add to it.
  skewMs = isSkewKnown ? Math.min(skewMs, offMs) : offMs;
  isSkewKnown = true;
}

/** Now, by the server's clock. */
export const serverNowMs = () => Date.now() - skewMs;

/** A span in seconds: 3.2 s. */
export const seconds = (ms) => `${(Math.max(0, ms) / 1000).toFixed(1)} s`;

/** A moment of today in local time, with as many ms as it has: 12:00:03.250. */
export function clockTime(ms) {
  const time = new Date(ms);
  const rest = ms % 1000;
  return time.toLocaleTimeString([], { hour12: false }) + (rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`);
}
