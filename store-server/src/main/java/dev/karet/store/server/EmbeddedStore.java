package dev.karet.store.server;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 server inside this process, over a directory that outlives it.
 *
 * <p>Every request must carry a SigV4 signature of the one key pair. What was answered is on the disk. One process a directory.
 * Thread-safe.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

    /** How long a closing store lets requests finish. */
    private static final long GRACE_MILLIS = 10_000;

    private final EmbeddedStoreSettings settings;
    private final DirectoryLock lock;
    private final EventQueue events;
    private final S3Proxy server;

    private EmbeddedStore(EmbeddedStoreSettings settings, DirectoryLock lock, EventQueue events, S3Proxy server) {
        this.settings = settings;
        this.lock = lock;
        this.events = events;
        this.server = server;
    }

    /**
     * Starts a store and makes its bucket.
     *
     * @throws IOException with a sentence for a person when the directory is taken or unfit, or the port is
     */
    public static EmbeddedStore start(EmbeddedStoreSettings settings, ObjectListener listener) throws IOException {
        var objects = Files.createDirectories(
                settings.data().toAbsolutePath().normalize().resolve("objects"));
        var lock = DirectoryLock.take(settings.data());
        var events = new EventQueue(listener);
        try {
            requireAttributes(objects);
            Leftovers.sweep(objects);
            Files.createDirectories(objects.resolve(settings.bucket()));
            ObjectFiles.force(objects);
            var blobs = new DurableBlobStore(
                    new FilesystemNio2BlobStore(objects.toString()), objects, events, settings.reserve());
            var server = S3Proxy.builder()
                    .blobStore(blobs)
                    .endpoint(URI.create("http://" + settings.host() + ":" + settings.port()))
                    .awsAuthentication(
                            AuthenticationType.AWS_V4,
                            settings.credentials().accessKeyId(),
                            settings.credentials().secretAccessKey())
                    .stopTimeout(GRACE_MILLIS)
                    .build();
            listen(server, settings);
            return new EmbeddedStore(settings, lock, events, server);
        } catch (IOException | RuntimeException failed) {
            events.close();
            lock.close();
            throw failed;
        }
    }

    /** The port that the store listens on, also when any free one was asked for. */
    public int port() {
        return server.getPort();
    }

    /** The address for clients on this machine. */
    public URI endpoint() {
        return URI.create("http://" + settings.host() + ":" + port());
    }

    /** Lets running requests finish, for ten seconds at most, and gives the directory back. */
    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException | RuntimeException broken) {
            throw broken;
        } catch (Exception broken) {
            throw new IOException("The store did not stop cleanly.", broken);
        } finally {
            events.close();
            lock.close();
        }
    }

    private static void listen(S3Proxy server, EmbeddedStoreSettings settings) throws IOException {
        try {
            server.start();
        } catch (Exception refused) {
            throw new IOException(
                    "The store cannot listen on %s port %d (%s). Is something else there? Choose another port with KARET_STORE_PORT."
                            .formatted(settings.host(), settings.port(), refused.getMessage()),
                    refused);
        }
        if (!"UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))) {
            log.warn(
                    "this JVM cannot name files in Unicode, so keys beyond ASCII are refused; start it with LC_ALL=C.UTF-8");
        }
    }

    /** ETags are kept in extended attributes; without them conditional writes would not work, silently. */
    private static void requireAttributes(Path folder) throws IOException {
        var probe = Files.createTempFile(folder, ".probe-", "");
        try {
            Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class)
                    .write(ObjectListing.ETAG, ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException | RuntimeException unsupported) {
            throw new IOException(
                    "%s is on a file system without extended attributes, which the store needs. Choose a directory on ext4, XFS or Btrfs."
                            .formatted(folder),
                    unsupported);
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
