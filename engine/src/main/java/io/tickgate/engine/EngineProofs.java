package io.tickgate.engine;

import io.tickgate.config.ProofConfig;
import io.tickgate.history.History;
import io.tickgate.input.EngineClock;
import io.tickgate.journal.RecordLog;
import io.tickgate.proof.ProofNode;
import io.tickgate.proof.ProofSettings;
import io.tickgate.proof.receipt.WindowTrades;
import io.tickgate.publish.Published;
import io.tickgate.status.StatusFiles;
import java.net.URI;
import java.nio.file.Path;

/** The proofs that the configuration asks for. */
final class EngineProofs {
    private EngineProofs() {}

    /** Starts; keys and chain that cannot be used stop it. */
    static ProofNode start(
            ProofConfig config,
            Path dataFolder,
            RecordLog journal,
            Published published,
            History history,
            EngineClock clock,
            StatusFiles status) {
        ProofSettings settings = new ProofSettings(
                config.keyFile().isEmpty() ? null : Path.of(config.keyFile()),
                config.webhookUrl().isEmpty() ? null : URI.create(config.webhookUrl()),
                config.headIntervalNs());
        return ProofNode.start(
                settings,
                dataFolder,
                journal,
                published,
                windowTrades(history),
                clock::nowEpochNs,
                status.counters(),
                status.errorLog());
    }

    /** A receipt needs of the history what it says of a window's trades. */
    private static WindowTrades windowTrades(History history) {
        return new WindowTrades() {
            @Override
            public void trades(int streamId, long fromEpochNs, long lastEpochNs, long upToSequence, Visitor visitor) {
                history.trades(streamId, fromEpochNs, lastEpochNs, upToSequence, trade -> {
                    visitor.onTrade(
                            trade.firstTradeId(),
                            trade.lastTradeId(),
                            trade.tradeTimeEpochNs(),
                            trade.priceE8(),
                            trade.sizeE8(),
                            trade.flags(),
                            trade.sequence());
                    return true;
                });
            }

            @Override
            public long sequence() {
                return history.sequence();
            }
        };
    }
}
