package io.tickgate.feed.rest;

import io.tickgate.publish.OpenGap;
import java.util.List;

/** Where the open gaps can be seen. Any thread may call. */
@FunctionalInterface
public interface Gaps {
    /** An immutable snapshot of all gaps of all streams; the same list again while nothing has changed. */
    List<OpenGap> open();
}
