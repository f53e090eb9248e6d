/** Tests of the journal: what was appended is read again, checked, after restarts, rolls and kills. */
@NullMarked
package io.tickgate.journal;

import org.jspecify.annotations.NullMarked;
