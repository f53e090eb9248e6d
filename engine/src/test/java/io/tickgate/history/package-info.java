/** Tests of history: against a resolver that knows nothing of it, with crashes at each step, with damaged files. */
@NullMarked
package io.tickgate.history;

import org.jspecify.annotations.NullMarked;
