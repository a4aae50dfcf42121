package dev.karet.web.pipelines;

import dev.karet.store.Layout;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.Slug;
import dev.karet.store.StoreException.ObjectNotFound;
import dev.karet.table.CommitUnreadable;
import dev.karet.table.PublishedTables;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes pipelines out as zip archives, object by object, without ever holding one whole. Thread-safe. */
public final class PipelineExport {

    private static final Logger log = LoggerFactory.getLogger(PipelineExport.class);

    private final ObjectStore store;
    private final PipelineGuard guard;
    private final PublishedTables tables;

    public PipelineExport(ObjectStore store) {
        this.store = store;
        this.guard = new PipelineGuard(store);
        this.tables = new PublishedTables(store);
    }

    /**
     * What an archive of the pipeline holds, in its order: {@code pipeline.json} first, what is ours last.
     *
     * @throws PipelineRefused when there is no such pipeline
     */
    public List<ObjectInfo> contents(Slug slug) {
        guard.requireThere(slug);
        try {
            // Data files that a commit still has to bring to their places lie where an archive does not reach.
            tables.examine(slug);
        } catch (CommitUnreadable e) {
            log.warn("{} is exported as it is: {}", slug, e.getMessage());
        }
        try (var objects = store.list(Layout.pipeline(slug))) {
            return objects.filter(object -> !Layout.isPassing(slug, object.key()))
                    .sorted(Comparator.comparingInt(object -> rank(slug, object)))
                    .toList();
        }
    }

    private static int rank(Slug slug, ObjectInfo object) {
        if (object.key().equals(Layout.pipelineConfig(slug))) return 0;
        return object.key().startsWith(Layout.own(slug)) ? 2 : 1;
    }

    /**
     * Writes an archive of {@code contents}; what was deleted meanwhile is left out.
     *
     * @param to left open, with the whole archive written unless this throws
     */
    public void write(Slug slug, List<ObjectInfo> contents, OutputStream to) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        for (ObjectInfo object : contents) {
            try (OpenedObject opened = store.open(object.key())) {
                ZipEntry entry = new ZipEntry(
                        object.key().substring(Layout.pipeline(slug).length()));
                entry.setLastModifiedTime(FileTime.from(opened.info().lastModified()));
                zip.setLevel(isPacked(object.key()) ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
                zip.putNextEntry(entry);
                opened.body().transferTo(zip);
                zip.closeEntry();
            } catch (ObjectNotFound gone) {
                log.debug("{} was deleted while its pipeline was exported", object.key());
            }
        }
        zip.finish();
    }

    private static boolean isPacked(String key) {
        return key.endsWith(".parquet") || key.endsWith(".gz") || key.endsWith(".png");
    }
}
