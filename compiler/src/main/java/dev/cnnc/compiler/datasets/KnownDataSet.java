package dev.cnnc.compiler.datasets;

import java.util.List;
import java.util.Optional;

/**
 * A data set and where it is published.
 *
 * @param name      in a command
 * @param title     for people
 * @param source    the address of the folder of its files
 * @param files     in the order in which they are fetched
 * @param extracted what is taken out of the only file, an archive; empty if the files serve as they are
 */
public record KnownDataSet(
        String name, String title, String source, List<KnownFile> files, List<ArchivedFile> extracted) {

    /**
     * A file in an archive.
     *
     * @param path  in the archive
     * @param bytes its exact length; 0 for any
     */
    public record ArchivedFile(String path, long bytes) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private static final long CIFAR_BATCH = 10_000 * 3_073L;

    /** LeCun, Cortes and Burges, 1998, from the copy that TensorFlow uses. */
    private static final KnownDataSet MNIST = new KnownDataSet(
            "mnist",
            "MNIST: 70,000 handwritten digits, 28x28 grey",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
            List.of(
                    new KnownFile("train-images-idx3-ubyte.gz", 9_912_422,
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", true),
                    new KnownFile("train-labels-idx1-ubyte.gz", 28_881,
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", true),
                    new KnownFile("t10k-images-idx3-ubyte.gz", 1_648_877,
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", true),
                    new KnownFile("t10k-labels-idx1-ubyte.gz", 4_542,
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", true)),
            List.of());

    /** Xiao, Rasul and Vollgraf, arXiv:1708.07747, from their repository. */
    private static final KnownDataSet FASHION_MNIST = new KnownDataSet(
            "fashion-mnist",
            "Fashion-MNIST: 70,000 pieces of clothing, 28x28 grey",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            List.of(
                    new KnownFile("train-images-idx3-ubyte.gz", 26_421_880,
                            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888", true),
                    new KnownFile("train-labels-idx1-ubyte.gz", 29_515,
                            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9", true),
                    new KnownFile("t10k-images-idx3-ubyte.gz", 4_422_102,
                            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b", true),
                    new KnownFile("t10k-labels-idx1-ubyte.gz", 5_148,
                            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", true)),
            List.of());

    /** Krizhevsky, 2009, from his page; the binary version. */
    private static final KnownDataSet CIFAR_10 = new KnownDataSet(
            "cifar10",
            "CIFAR-10: 60,000 photographs of ten things, 32x32 in colour",
            "https://www.cs.toronto.edu/~kriz/",
            List.of(new KnownFile("cifar-10-binary.tar.gz", 170_052_171,
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", false)),
            List.of(
                    new ArchivedFile("cifar-10-batches-bin/batches.meta.txt", 0),
                    new ArchivedFile("cifar-10-batches-bin/data_batch_1.bin", CIFAR_BATCH),
                    new ArchivedFile("cifar-10-batches-bin/data_batch_2.bin", CIFAR_BATCH),
                    new ArchivedFile("cifar-10-batches-bin/data_batch_3.bin", CIFAR_BATCH),
                    new ArchivedFile("cifar-10-batches-bin/data_batch_4.bin", CIFAR_BATCH),
                    new ArchivedFile("cifar-10-batches-bin/data_batch_5.bin", CIFAR_BATCH),
                    new ArchivedFile("cifar-10-batches-bin/test_batch.bin", CIFAR_BATCH)));

    private static final List<KnownDataSet> ALL = List.of(MNIST, FASHION_MNIST, CIFAR_10);

    /** Those that can be fetched. */
    public static List<KnownDataSet> all() {
        return ALL;
    }

    /** The one of this name. */
    public static Optional<KnownDataSet> named(String name) {
        return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    /** The same files from elsewhere. */
    public KnownDataSet from(String address) {
        return new KnownDataSet(name, title, address.endsWith("/") ? address : address + "/", files, extracted);
    }
}
