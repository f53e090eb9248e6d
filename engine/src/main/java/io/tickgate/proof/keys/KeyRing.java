package io.tickgate.proof.keys;

import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that hold now. Any thread may ask; one refreshes. */
public final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final KeyFolder folder;
    private final Counters counters;
    private volatile KeyFolder.Keys keys;

    /**
     * Opens the keys of a folder.
     *
     * @throws ProofException when they cannot be used.
     */
    public KeyRing(KeyFolder folder, long nowEpochNs, Counters counters) {
        this.folder = folder;
        this.counters = counters;
        keys = folder.open(nowEpochNs);
    }

    /** Looks whether they were rotated. A folder that cannot be read is logged and counted; the key held goes on signing. */
    public boolean refresh() {
        KeyFolder.Keys now;
        try {
            now = folder.reload();
        } catch (ProofException e) {
            counters.increment(Counter.ERRORS);
            LOG.error("KEYS not read, key {} goes on signing: {}", keys.key().id(), e.getMessage());
            return false;
        }
        boolean isOther = !now.key().id().equals(keys.key().id());
        if (isOther) {
            LOG.info("KEYS rotated: {} signs from now on", now.key().id());
            keys = now;
        }
        return isOther;
    }

    /** Key that signs now. */
    public SigningKey key() {
        return keys.key();
    }

    /** All public keys. */
    public KeyTable table() {
        return keys.table();
    }

    /** A signer with the key that signs now, for one thread. */
    public Signer newSigner() {
        return keys.key().newSigner();
    }
}
