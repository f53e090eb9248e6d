package io.tickgate.proof.chain;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.keys.ProofException;
import io.tickgate.proof.merkle.MerkleProofs;
import io.tickgate.proof.merkle.MerkleTree;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.merkle.SubtreeStore;
import io.tickgate.proof.merkle.Subtrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proofs of records against a head, made from the chain and the journal. Every proof is checked before it is given. Used by one thread; makes disk reads of some
 * milliseconds for each block that is not in the chain's memory.
 */
public final class ChainProofs implements AutoCloseable {
    private final Chain chain;
    private final RecordReader reader;
    private final Leaves leaves;
    private final Sha256 sha256 = new Sha256();
    private final MerkleProofs check = new MerkleProofs();
    private final Map<Long, SubtreeStore> partial = new HashMap<>();

    /**
     * Over a chain and its journal.
     *
     * @param chain asked, not closed.
     * @param journal read, not closed.
     * @param secret of the node.
     */
    public ChainProofs(Chain chain, RecordLog journal, NodeSecret secret) {
        this.chain = chain;
        reader = journal.newReader();
        leaves = new Leaves(secret);
    }

    /** A record as it is shown. */
    public Leaves.Shown shown(long sequence) throws RecordsGoneException {
        reader.seek(sequence);
        if (!reader.next() || reader.header().sequence() != sequence) {
            throw new RecordsGoneException(sequence);
        }
        return leaves.shown(reader.buffer(), reader.header().length());
    }

    /** Path of a shown record to a head that covers it. */
    public List<byte[]> path(long sequence, Leaves.Shown shown, Head head) throws RecordsGoneException {
        long index = sequence - head.firstSequence();
        return checked(index, shown, head, new MerkleTree(blocks(head, index)).inclusion(index, head.treeSize()));
    }

    /** Path of a definition to a head, also when the journal has it no more. */
    public List<byte[]> path(Definition definition, Head head) throws RecordsGoneException {
        long index = definition.sequence() - head.firstSequence();
        long block = index >> Chain.BLOCK_LEVEL;
        Leaves.Shown shown = new Leaves.Shown(definition.record(), new byte[0]);
        if (definition.path().isEmpty() || (block + 1) << Chain.BLOCK_LEVEL > head.treeSize()) {
            return path(definition.sequence(), shown, head);
        }
        Subtrees rest = blocks(head, head.treeSize() - 1);
        Subtrees withPath = (level, place) -> level < Chain.BLOCK_LEVEL && Chain.blockOf(level, place) == block
                ? definition.path().get(level)
                : rest.hash(level, place);
        return checked(index, shown, head, new MerkleTree(withPath).inclusion(index, head.treeSize()));
    }

    private List<byte[]> checked(long index, Leaves.Shown shown, Head head, List<byte[]> path) {
        if (!check.isIncluded(shown.leafHash(sha256), index, head.treeSize(), path, head.root())) {
            throw new ProofException("Record " + (index + head.firstSequence()) + " does not lead to head "
                    + head.number() + ": the journal or the chain was changed. See tickgate replay.");
        }
        return path;
    }

    /** One proof for many records, ascending, all covered by the head. */
    public List<byte[]> joint(long[] sequences, Head head) throws RecordsGoneException {
        long[] indexes = new long[sequences.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = sequences[i] - head.firstSequence();
        }
        List<byte[]> hashes = new ArrayList<>();
        for (long index : indexes) {
            load(index >> Chain.BLOCK_LEVEL, head);
            hashes.add(subtree(0, index));
        }
        List<byte[]> proof = new MerkleTree(blocks(head, head.treeSize() - 1)).joint(indexes, head.treeSize());
        if (!check.areIncluded(indexes, hashes, head.treeSize(), proof, head.root())) {
            throw new ProofException("Records do not lead to head " + head.number() + ".");
        }
        return proof;
    }

    /** The subtrees of the tree that a head covers, with the leaves around an index and at the head's end. */
    private Subtrees blocks(Head head, long index) throws RecordsGoneException {
        load(index >> Chain.BLOCK_LEVEL, head);
        if ((head.treeSize() & (Chain.BLOCK_LENGTH - 1)) != 0) {
            load(head.treeSize() >> Chain.BLOCK_LEVEL, head);
        }
        return this::subtree;
    }

    private byte[] subtree(int level, long index) {
        return chain.subtree(level, index, level < Chain.BLOCK_LEVEL ? partial.get(Chain.blockOf(level, index)) : null);
    }

    private void load(long block, Head head) throws RecordsGoneException {
        if (partial.containsKey(block)) {
            return;
        }
        SubtreeStore store = chain.cached(block);
        if (store == null) {
            store = read(block, head);
            if (store.count() == Chain.BLOCK_LENGTH) {
                chain.cache(block, store);
            }
        }
        partial.put(block, store);
    }

    private SubtreeStore read(long block, Head head) throws RecordsGoneException {
        long first = head.firstSequence() + (block << Chain.BLOCK_LEVEL);
        long last = Math.min(first + Chain.BLOCK_LENGTH - 1, head.sequence());
        SubtreeStore store = new SubtreeStore();
        reader.seek(first);
        while (store.count() <= last - first) {
            long wanted = first + store.count();
            if (!reader.next() || reader.header().sequence() != wanted) {
                throw new RecordsGoneException(wanted);
            }
            store.append(leaves.hash(reader.buffer(), reader.header().length()));
        }
        return store;
    }

    @Override
    public void close() {
        reader.close();
    }
}
