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
    /** What was said last of keys that cannot be used; touched by whoever refreshes. */
    private String said = "";

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

    /** Looks whether they were rotated. Keys that cannot be used are logged and counted, each trouble once; the key held goes on signing. */
    public boolean refresh() {
        KeyFolder.Keys now;
        try {
            now = folder.reload();
        } catch (ProofException e) {
            say(String.valueOf(e.getMessage()));
            return false;
        }
        said = "";
        boolean isOther = !now.key().id().equals(keys.key().id());
        if (isOther) {
            LOG.info("KEYS rotated: {} signs from the next head on", now.key().id());
            keys = now;
        }
        return isOther;
    }

    private void say(String trouble) {
        if (!trouble.equals(said)) {
            said = trouble;
            counters.increment(Counter.ERRORS);
            LOG.error("KEYS not taken, key {} goes on signing: {}", keys.key().id(), trouble);
        }
    }

    /** From when on the key that signs now does so, by the clock that rotated to it. */
    public long fromEpochNs() {
        KeyFolder.Keys now = keys;
        KeyTable.Entry entry = now.table().find(now.key().id());
        return entry == null ? 0 : entry.fromEpochNs();
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
