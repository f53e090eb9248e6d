package io.tickgate.feed;

import java.net.URI;
import java.util.List;

/**
 * The addresses under which a venue can be reached, the preferred one first: after a failure the next one is tried, after the last the
 * first again. Owned by the control thread.
 */
public final class BaseUrls {
    private final List<URI> bases;
    private int index;

    /**
     * Of a list.
     *
     * @param bases at least one.
     */
    public BaseUrls(List<URI> bases) {
        if (bases.isEmpty()) {
            throw new IllegalArgumentException("a venue needs an address");
        }
        this.bases = List.copyOf(bases);
    }

    /** Of one address. */
    public static BaseUrls of(URI base) {
        return new BaseUrls(List.of(base));
    }

    /** The one to try now. */
    public URI current() {
        return bases.get(index);
    }

    /** Its text without a final slash. */
    public String text() {
        return current().toString().replaceAll("/+$", "");
    }

    /** The one that was tried did not bring anything. */
    public void next() {
        index = (index + 1) % bases.size();
    }
}
