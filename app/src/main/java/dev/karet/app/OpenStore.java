package dev.karet.app;

import dev.karet.store.BucketFormat;
import dev.karet.store.ObjectStore;
import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreCredentials;
import dev.karet.store.StoreException;
import dev.karet.store.StoreSettings;
import dev.karet.store.server.CredentialsFile;
import dev.karet.store.server.DirectoryInUse;
import dev.karet.store.server.EmbeddedStore;
import dev.karet.store.server.EmbeddedStoreSettings;
import dev.karet.store.server.ObjectListener;
import dev.karet.worker.PathTrouble;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A store that is open for use: a client and, when this process brought the store itself, its server. Thread-safe. */
final class OpenStore implements AutoCloseable {

    private final S3ObjectStore client;
    private final StoreSettings settings;
    private final Optional<EmbeddedStore> server;

    private OpenStore(S3ObjectStore client, StoreSettings settings, Optional<EmbeddedStore> server) {
        this.client = client;
        this.settings = settings;
        this.server = server;
    }

    /**
     * The store that the environment names, or an embedded one over the data directory.
     *
     * @param port of an embedded store; 0 for any free one
     * @throws CommandFailed when the embedded store cannot start
     * @throws dev.karet.store.StoreException when the store cannot be reached
     */
    static OpenStore open(AppSettings settings, int port) {
        return open(settings, port, ObjectListener.NOBODY);
    }

    /** The same; {@code listener} is told of what happens in an embedded one. */
    static OpenStore open(AppSettings settings, int port, ObjectListener listener) {
        return settings.externalStore()
                .map(external -> checked(external, Optional.empty()))
                .orElseGet(() -> embedded(settings, port, listener));
    }

    /** The store of a process that runs beside this one; empty when there is none that we could reach. */
    static Optional<OpenStore> beside(AppSettings settings) {
        if (settings.externalStore().isPresent()) {
            return Optional.of(client(settings.externalStore().get()));
        }
        return Files.exists(CredentialsFile.in(settings.data()))
                ? Optional.of(client(at(settings, settings.storePort(), credentials(settings))))
                : Optional.empty();
    }

    /** The store of a process that runs beside this one, or else the embedded one, opened for as long as it takes. */
    static OpenStore running(AppSettings settings) {
        try {
            return open(settings, 0);
        } catch (CommandFailed inUse) {
            OpenStore beside = beside(settings).orElseThrow(() -> inUse);
            try {
                beside.client.checkBucket(false);
                return beside;
            } catch (StoreException notThere) {
                beside.close();
                throw inUse;
            }
        }
    }

    /** A client of its own for a store that is open already. */
    static OpenStore again(OpenStore open) {
        return client(open.settings());
    }

    private static OpenStore embedded(AppSettings settings, int port, ObjectListener listener) {
        Path data = settings.data();
        StoreCredentials credentials = credentials(settings);
        String bucket = settings.worker().store().bucket();
        EmbeddedStore server;
        try {
            server = EmbeddedStore.start(EmbeddedStoreSettings.local(data, port, bucket, credentials), listener);
        } catch (FileSystemException e) {
            throw unusable(data, e);
        } catch (DirectoryInUse e) {
            throw new CommandFailed(ExitCode.INVALID, port == 0 ? askItsWorker(data) : String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.INVALID, String.valueOf(e.getMessage()));
        }
        return checked(at(settings, server.port(), credentials), Optional.of(server));
    }

    private static OpenStore checked(StoreSettings place, Optional<EmbeddedStore> server) {
        OpenStore open = new OpenStore(new S3ObjectStore(place), place, server);
        try {
            open.client.checkBucket(true);
            BucketFormat.require(open.client);
            return open;
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private static OpenStore client(StoreSettings place) {
        return new OpenStore(new S3ObjectStore(place), place, Optional.empty());
    }

    private static StoreSettings at(AppSettings settings, int port, StoreCredentials credentials) {
        StoreSettings place = settings.worker().store();
        var endpoint = java.net.URI.create("http://%s:%d".formatted(EmbeddedStoreSettings.LOOPBACK, port));
        return new StoreSettings(
                Optional.of(endpoint), place.region(), place.bucket(), Optional.of(credentials), place.deadline());
    }

    /** The pair of the environment, or else the one that lies in the data directory. */
    private static StoreCredentials credentials(AppSettings settings) {
        return settings.worker().store().credentials().orElseGet(() -> {
            try {
                return CredentialsFile.loadOrCreate(settings.data());
            } catch (IOException e) {
                throw unusable(settings.data(), e);
            }
        });
    }

    private static CommandFailed unusable(Path data, IOException cause) {
        return new CommandFailed(
                ExitCode.INVALID,
                "The data directory %s cannot be used: %s. Name another with --data."
                        .formatted(data, PathTrouble.of(cause)));
    }

    /** For a process that wants the store for itself alone, where the one that has it could do the work. */
    private static String askItsWorker(Path data) {
        return ("Another Karet process has the store in %s, and its worker was not found. If it listens on other ports than usual, set"
                        + " KARET_WORKER_PORT and KARET_STORE_PORT to them; else stop it, or choose another --data directory.")
                .formatted(data);
    }

    ObjectStore client() {
        return client;
    }

    StoreSettings settings() {
        return settings;
    }

    /** Whether this process brought the store itself. */
    boolean isEmbedded() {
        return server.isPresent();
    }

    @Override
    public void close() {
        client.close();
        server.ifPresent(running -> {
            try {
                running.close();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(OpenStore.class)
                        .warn("the store did not stop cleanly: {}", e.toString());
            }
        });
    }
}
