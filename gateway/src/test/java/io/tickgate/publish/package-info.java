/** Test-side writer of the published state: in this package, as only the publish stage may write it. */
@NullMarked
package io.tickgate.publish;

import org.jspecify.annotations.NullMarked;
