package io.tickgate.proof.chain;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.proof.merkle.MerkleProofs;
import io.tickgate.proof.merkle.MerkleTree;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.merkle.SubtreeStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions of complete blocks against the roots of these blocks: whether a kept one belongs there, and all of them again from the journal. Used by one thread. */
final class DefinitionSearch {
    private final RecordLog journal;
    private final Leaves leaves;
    private final long firstSequence;
    private final SubtreeStore roots;
    private final Sha256 sha256 = new Sha256();
    private final MerkleProofs proofs = new MerkleProofs();

    /**
     * Of a chain.
     *
     * @param journal that it follows.
     * @param leaves of its records.
     * @param firstSequence of leaf 0.
     * @param roots of its complete blocks.
     */
    DefinitionSearch(RecordLog journal, Leaves leaves, long firstSequence, SubtreeStore roots) {
        this.journal = journal;
        this.leaves = leaves;
        this.firstSequence = firstSequence;
        this.roots = roots;
    }

    private long blockOf(long sequence) {
        return (sequence - firstSequence) >> Chain.BLOCK_LEVEL;
    }

    /** Whether there are complete blocks. */
    boolean isAnyBlock() {
        return roots.count() > 0;
    }

    /** Whether record and path lead to the root of their block: not one bit of them is another. */
    boolean isProven(Definition definition) {
        long block = blockOf(definition.sequence());
        return definition.sequence() >= firstSequence
                && block < roots.count()
                && proofs.isIncluded(
                        sha256.leaf(definition.record()),
                        (definition.sequence() - firstSequence) & (Chain.BLOCK_LENGTH - 1),
                        Chain.BLOCK_LENGTH,
                        definition.path(),
                        roots.hash(0, block));
    }

    /**
     * Reads the definitions behind a sequence from the journal.
     *
     * @param afterSequence of the last that is known, 0 for none.
     * @return those of complete blocks; null when the journal does not reach back that far, or does not give the roots.
     */
    @Nullable
    List<Definition> behind(long afterSequence) {
        List<Definition> found = new ArrayList<>();
        try (RecordReader reader = journal.newReader()) {
            long block = afterSequence == 0 ? 0 : blockOf(afterSequence);
            reader.seek(firstSequence + (block << Chain.BLOCK_LEVEL));
            for (; block < roots.count(); block++) {
                List<Definition> inBlock = ofBlock(reader, block);
                if (inBlock == null) {
                    return null;
                }
                found.addAll(inBlock);
            }
        }
        found.removeIf(definition -> definition.sequence() <= afterSequence);
        return found;
    }

    private @Nullable List<Definition> ofBlock(RecordReader reader, long block) {
        long first = firstSequence + (block << Chain.BLOCK_LEVEL);
        SubtreeStore hashes = new SubtreeStore();
        List<Definition> bare = new ArrayList<>();
        for (int i = 0; i < Chain.BLOCK_LENGTH; i++) {
            if (!reader.next() || reader.header().sequence() != first + i) {
                return null;
            }
            int length = reader.header().length();
            hashes.append(leaves.hash(reader.buffer(), length));
            if (Definition.isKept(reader.header().kindCode())) {
                bare.add(Definition.of(reader.buffer(), length));
            }
        }
        if (!Arrays.equals(hashes.hash(Chain.BLOCK_LEVEL, 0), roots.hash(0, block))) {
            return null;
        }
        MerkleTree tree = new MerkleTree(hashes);
        List<Definition> whole = new ArrayList<>();
        for (Definition definition : bare) {
            whole.add(definition.withPath(tree.inclusion(definition.sequence() - first, Chain.BLOCK_LENGTH)));
        }
        return whole;
    }
}
