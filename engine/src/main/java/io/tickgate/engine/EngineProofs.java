package io.tickgate.engine;

import io.tickgate.config.ProofConfig;
import io.tickgate.history.History;
import io.tickgate.input.EngineClock;
import io.tickgate.journal.RecordLog;
import io.tickgate.proof.ProofNode;
import io.tickgate.proof.ProofSettings;
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
                new HistoryTrades(history),
                clock::nowEpochNs,
                status.counters(),
                status.errorLog());
    }
}
