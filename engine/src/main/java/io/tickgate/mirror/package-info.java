/**
 * The mirror in Redis: prices for whoever reads Redis anyway. It follows the journal at its own pace and never touches the ring.
 *
 * <pre>
 *   journal ──► JournalTail ──► MirrorAgent ──► RedisLink ──► Redis
 *               up to Published.sequence()  │   MULTI … EXEC, one batch in flight
 *   PriceBoard, Directory ──────────────────┘                ▲
 *                                       mirror-watch closes a socket that is stuck
 * </pre>
 *
 * <p>For an instrument {@code BTC/USD}, from the trades of its first stream (a trade that came twice, left out; what was fetched after
 * it had been missed goes to the sorted set only, an aggregate of trades as one member):
 *
 * <ul>
 *   <li>{@code prices:btc:usd}, channel: each trade while Redis keeps up. Trades that are late are conflated to the newest and counted
 *       ({@code mirror-conflated}). A batch that failed may be published again, so a message may repeat; its {@code sequence} tells.
 *   <li>{@code price:btc:usd}, string: the newest trade. It expires {@code redis.latest-ttl} after the trade was received.
 *   <li>{@code prices:btc:usd:ts}, sorted set: every trade, score = receive time in ms (engine time), member =
 *       {@code {ms}:{sequence}:{price}}, so that equal prices stay apart and doing a batch twice changes nothing. A fetched trade
 *       stands, like any other, at the time at which it was received, not at which it was made. Bounded by
 *       {@code redis.history.retention} and {@code redis.history.max-members}; what that takes away is counted
 *       ({@code mirror-trimmed}).
 *   <li>{@code tickgate:mirrored}, string {@code {sequence}:{checksum}}: the newest record up to which all of the above is done, with
 *       that record's CRC32C in hexadecimal, by which a journal knows whether it is its own. Written in the same transaction as the
 *       data. Absent or foreign: the history is filled again from the first journalled trade within the retention.
 * </ul>
 *
 * <p>A value, on the channel and in the string, is a JSON object; price and size are strings with the shortest exact decimal form,
 * times are ms since 1970, {@code eventTime} (the venue's) and {@code tradeId} are null where the venue does not say:
 *
 * <pre>
 *   {"symbol":"BTC/USD","source":"binance","price":"67123.45","size":"0.01","tradeId":4711,
 *    "sequence":815,"eventTime":1790000000122,"receivedTime":1790000000123}
 * </pre>
 *
 * <p>The thread {@code redis-prices} looks the other way: of instruments without a live price here it reads {@code price:btc:usd}, as
 * another process may have left it there, for the gateway to show in want of anything better. The market never sees it.
 *
 * <p>In: the journal and the published state, on the thread {@code mirror}. Out: Redis. While Redis is away nothing piles up in memory;
 * the journal is the queue. One process writes to one Redis database.
 */
@NullMarked
package io.tickgate.mirror;

import org.jspecify.annotations.NullMarked;
