package io.tickgate.proof.chain;

import io.tickgate.journal.RecordLog;
import io.tickgate.journal.RecordReader;
import io.tickgate.proof.keys.NodeSecret;
import io.tickgate.proof.keys.ProofException;
import io.tickgate.proof.keys.Signer;
import io.tickgate.proof.merkle.MerkleTree;
import io.tickgate.proof.merkle.Sha256;
import io.tickgate.proof.merkle.SubtreeStore;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The tree as far as it was read, and its heads. Grown by the chain's thread, asked by any; each call locks for microseconds. Memory: 64
 * bytes for each 4,096 records, and the definitions.
 */
public final class Chain implements AutoCloseable {
    /** A block is a subtree of this level. */
    public static final int BLOCK_LEVEL = 12;
    /** Records of a block: reading one again for a proof takes some milliseconds; a root a block is little to keep. */
    public static final int BLOCK_LENGTH = 1 << BLOCK_LEVEL;
    /** Blocks kept for proofs, 256 KB each: receipts of one minute ask for the same few. */
    private static final int CACHED_BLOCKS = 32;

    private final BlockFile blockFile;
    private final DefinitionFile definitionFile;
    private final HeadsFile heads;
    private final RecordLog journal;
    /** Finds the files to be forced; the chain's thread only. */
    private final RecordReader forced;

    private final Leaves leaves;
    private final List<Definition> definitions;
    private final List<Definition> blockDefinitions = new ArrayList<>();
    private final SubtreeStore roots;
    private final Map<Long, SubtreeStore> cache = new LinkedHashMap<>(CACHED_BLOCKS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SubtreeStore> eldest) {
            return size() > CACHED_BLOCKS;
        }
    };
    private SubtreeStore block = new SubtreeStore();
    private long firstSequence;
    private long nextSequence;
    private volatile @Nullable Head newest;

    private Chain(
            BlockFile blockFile, DefinitionFile definitionFile, HeadsFile heads, RecordLog journal, NodeSecret secret)
            throws IOException {
        this.journal = journal;
        forced = journal.newReader();
        this.blockFile = blockFile;
        this.definitionFile = definitionFile;
        this.heads = heads;
        leaves = new Leaves(secret);
        Head head = heads.newest();
        newest = head;
        long blocks = head == null ? 0 : head.treeSize() >> BLOCK_LEVEL;
        roots = blockFile.load(blocks);
        if (head != null) {
            checkBeginning(head);
            firstSequence = head.firstSequence();
            nextSequence = firstSequence + (blocks << BLOCK_LEVEL);
        }
        definitions = new ArrayList<>(
                definitionFile.load(nextSequence, new DefinitionSearch(journal, leaves, firstSequence, roots)));
    }

    private void checkBeginning(Head head) {
        if (blockFile.firstSequence() != head.firstSequence()) {
            throw new ProofException(
                    "The newest head counts from sequence " + head.firstSequence() + " but the blocks from "
                            + blockFile.firstSequence() + ": files of different chains in one folder.");
        }
    }

    /**
     * Opens the chain of a data folder at its newest head; what lies behind it is read again from the journal.
     *
     * @param folder of its files, made if need be.
     * @param journal that it follows.
     * @param secret of the node.
     * @throws ProofException when the journal does not give the newest head: it lost records that a head covers, or was changed.
     */
    public static Chain open(Path folder, RecordLog journal, NodeSecret secret) {
        try {
            Files.createDirectories(folder);
            Chain chain = new Chain(
                    BlockFile.open(folder.resolve("blocks"), secret.copy().fingerprint()),
                    DefinitionFile.open(folder.resolve("definitions")),
                    HeadsFile.open(folder.resolve("heads")),
                    journal,
                    secret);
            chain.deriveNewest(journal);
            return chain;
        } catch (IOException e) {
            throw new ProofException("The chain in " + folder.toAbsolutePath() + " cannot be used: " + e, e);
        }
    }

    /**
     * Time of the newest head of a chain that another process may have open.
     *
     * @param folder of its files.
     * @return engine time, 0 when there is no head.
     * @throws ProofException when it cannot be read.
     */
    public static long newestHeadEpochNs(Path folder) {
        Path file = folder.resolve("heads");
        try {
            return HeadsFile.newestTimeEpochNs(file);
        } catch (IOException e) {
            throw new ProofException("The heads in " + file.toAbsolutePath() + " cannot be read: " + e, e);
        }
    }

    private void deriveNewest(RecordLog journal) {
        Head head = newest;
        if (head == null) {
            return;
        }
        try (RecordReader reader = journal.newReader()) {
            reader.seek(nextSequence);
            while (nextSequence <= head.sequence() && reader.next()) {
                append(reader.buffer(), reader.header().length());
            }
        }
        if (nextSequence <= head.sequence() || !Arrays.equals(root(head.treeSize()), head.root())) {
            throw new ProofException(
                    "The journal does not give head " + head.number() + " (sequence "
                            + head.sequence()
                            + "), which was published: it has lost records, or was changed. Nothing that this head proves can be"
                            + " proven from here on. Restore the journal, or move the folder proof/chain away to begin a new chain.");
        }
    }

    /**
     * Takes the next record; the chain's thread only.
     *
     * @param record valid for the call.
     * @param length in bytes.
     */
    synchronized void append(DirectBuffer record, int length) {
        long sequence = record.getLong(RecordFlyweight.SEQUENCE_OFFSET, RecordFlyweight.BYTE_ORDER);
        try {
            if (nextSequence == 0) {
                blockFile.begin(sequence);
                firstSequence = sequence;
                nextSequence = sequence;
            }
            if (sequence != nextSequence) {
                throw new ProofException("The chain needs record " + nextSequence + " but the journal goes on with "
                        + sequence + ": its files were pruned too early, or taken away.");
            }
            block.append(leaves.hash(record, length));
            int kindCode = record.getShort(RecordFlyweight.KIND_OFFSET, RecordFlyweight.BYTE_ORDER) & 0xFFFF;
            if (Definition.isKept(kindCode)) {
                blockDefinitions.add(Definition.of(record, length));
            }
            nextSequence++;
            if (block.count() == BLOCK_LENGTH) {
                completeBlock();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void completeBlock() throws IOException {
        MerkleTree tree = new MerkleTree(block);
        long first = nextSequence - BLOCK_LENGTH;
        for (Definition definition : blockDefinitions) {
            Definition whole = definition.withPath(tree.inclusion(definition.sequence() - first, BLOCK_LENGTH));
            definitionFile.append(whole);
            definitions.add(whole);
        }
        blockDefinitions.clear();
        byte[] root = block.hash(BLOCK_LEVEL, 0);
        blockFile.append(root);
        roots.append(root);
        block = new SubtreeStore();
    }

    /** Root of the tree over everything that was taken. */
    private synchronized byte[] root(long size) {
        return new MerkleTree((level, index) -> subtree(level, index, null)).root(size);
    }

    /**
     * A complete subtree.
     *
     * @param others leaves of the block that it is in, when that is not the one which grows.
     */
    synchronized byte[] subtree(int level, long index, @Nullable SubtreeStore others) {
        if (level >= BLOCK_LEVEL) {
            return roots.hash(level - BLOCK_LEVEL, index);
        }
        long within = index - (blockOf(level, index) << (BLOCK_LEVEL - level));
        return (others == null ? block : others).hash(level, within);
    }

    /** Block that a subtree below the level of blocks lies in. */
    static long blockOf(int level, long index) {
        return index >> (BLOCK_LEVEL - level);
    }

    /**
     * Makes a head over everything that was taken, on disk when this returns, and the records that it covers before it; the chain's thread only. Locks for the
     * roots alone, so that nobody who asks waits for the disk.
     *
     * @param timeEpochNs at which it is made; a head is never older than the one before.
     * @return the head, or null when nothing new was taken.
     */
    @Nullable
    Head makeHead(long timeEpochNs, Signer signer) {
        Head before = newest;
        long first = firstSequence();
        long last = nextSequence() - 1;
        if (last < first || last <= 0 || (before != null && before.sequence() >= last)) {
            return null;
        }
        byte[] root = root(last - first + 1);
        byte[] previous = before == null ? new byte[Sha256.LENGTH] : before.hash();
        long number = before == null ? 0 : before.number() + 1;
        long time = before == null ? timeEpochNs : Math.max(timeEpochNs, before.timeEpochNs());
        Head head = Head.sign(number, first, last, time, root, previous, signer);
        try {
            // In this order: the newest head on disk never needs a record, a block or a definition that is not.
            journal.force(before == null ? first : before.sequence() + 1, forced);
            definitionFile.force();
            blockFile.force();
            heads.append(head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        newest = head;
        return head;
    }

    /** Sequence of the record that it needs next, 0 before the first. */
    public synchronized long nextSequence() {
        return nextSequence;
    }

    /** Sequence of leaf 0, 0 before the first record. */
    public synchronized long firstSequence() {
        return firstSequence;
    }

    /** Newest head, null before the first. */
    public @Nullable Head newest() {
        return newest;
    }

    /** First head that covers a record, null while there is none. */
    public @Nullable Head covering(long sequence) {
        Head head = newest;
        return head == null || head.sequence() < sequence ? null : heads.covering(sequence);
    }

    /** Heads from a number on. */
    public List<Head> heads(long from, int limit) {
        return heads.page(from, limit);
    }

    /**
     * From which record on the journal is needed to begin again after a kill: the block in which the newest head ends.
     *
     * @return a sequence; 0 before the first head.
     */
    public long neededFrom() {
        Head head = newest;
        return head == null ? 0 : head.firstSequence() + (head.treeSize() >> BLOCK_LEVEL << BLOCK_LEVEL);
    }

    /** The definition that held at a record: the newest with a lower sequence; null when there is none. */
    public synchronized @Nullable Definition definition(RecordKind kind, int id, long belowSequence) {
        Definition inBlock = newestOf(blockDefinitions, kind, id, belowSequence);
        return inBlock != null ? inBlock : newestOf(definitions, kind, id, belowSequence);
    }

    private static @Nullable Definition newestOf(List<Definition> list, RecordKind kind, int id, long belowSequence) {
        for (int i = list.size() - 1; i >= 0; i--) {
            Definition definition = list.get(i);
            if (definition.id() == id && definition.kind() == kind && definition.sequence() < belowSequence) {
                return definition;
            }
        }
        return null;
    }

    @Nullable
    SubtreeStore cached(long blockNumber) {
        synchronized (cache) {
            return cache.get(blockNumber);
        }
    }

    void cache(long blockNumber, SubtreeStore whole) {
        synchronized (cache) {
            cache.put(blockNumber, whole);
        }
    }

    @Override
    public synchronized void close() {
        forced.close();
        try {
            blockFile.close();
            definitionFile.close();
            heads.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
