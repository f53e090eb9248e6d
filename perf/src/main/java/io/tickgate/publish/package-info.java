/** Ways into the publish stage's package-private parts, for measurements only. */
@NullMarked
package io.tickgate.publish;

import org.jspecify.annotations.NullMarked;
