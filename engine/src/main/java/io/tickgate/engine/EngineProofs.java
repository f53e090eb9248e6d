package io.tickgate.engine;

import io.tickgate.config.ProofConfig;
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
    /** Until the history is read: no receipt can be made. */
    private static final WindowTrades NO_TRADES = new WindowTrades() {
        @Override
        public void trades(int streamId, long fromEpochNs, long lastEpochNs, long upToSequence, Visitor visitor) {
            throw new IllegalStateException("No trades are known");
        }

        @Override
        public long sequence() {
            return 0;
        }
    };

    private EngineProofs() {}

    /** Starts; keys and chain that cannot be used stop it. */
    static ProofNode start(
            ProofConfig config,
            Path dataFolder,
            RecordLog journal,
            Published published,
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
                NO_TRADES,
                clock::nowEpochNs,
                status.counters(),
                status.errorLog());
    }
}
