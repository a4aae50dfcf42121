package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.Problem;
import dev.karet.model.Quoted;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import dev.karet.web.pipelines.ZipArchive.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds out which entries of an archive become which objects of a pipeline, and what is wrong with their names: all of it before anything is
 * written. For one archive and one thread.
 */
final class ArchiveNames {

    private static final int MOST_PROBLEMS = 100;
    private static final int LONGEST_SEGMENT = 200;
    private static final int LONGEST_NAME = 800;
    private static final String CONFIG = "pipeline.json";

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    /** The embedded store takes a file of such a name for one of its own temporary ones. */
    private static final Pattern ENDS_IN_UUID =
            Pattern.compile(".*[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.DOTALL);

    private static final Pattern KNOWN = Pattern.compile(
            "pipeline\\.json|preview\\.png|(raw|clean|_karet)/.+|dashboards/[^/]+\\.json", Pattern.DOTALL);

    private final Slug slug;
    private final List<Problem> problems = new ArrayList<>();

    private ArchiveNames(Slug slug) {
        this.slug = slug;
    }

    /**
     * The entries to import, by their paths below the pipeline's folder.
     *
     * @throws ArchiveRefused with everything that is wrong
     */
    static Contents resolve(Slug slug, List<Entry> entries) {
        return new ArchiveNames(slug).resolve(entries);
    }

    /** {@code pipeline.json}, and everything else by its path below the pipeline's folder. */
    record Contents(Entry config, Map<String, Entry> others) {}

    private Contents resolve(List<Entry> entries) {
        Map<String, Entry> files = new TreeMap<>();
        Set<String> folders = new TreeSet<>();
        for (Entry entry : entries) {
            Optional<String> name = name(entry);
            if (name.isEmpty() || isNoise(name.get())) continue;
            if (name.get().endsWith("/")) {
                folders.add(name.get().substring(0, name.get().length() - 1));
                if (entry.unpacked() != 0) refuse("folder_with_content", name.get(), "is a folder and has content");
            } else if (files.put(name.get(), entry) != null) {
                refuse("duplicate_name", name.get(), "is there twice");
            }
        }
        Map<String, Entry> placed = placed(files);
        requireNoFileIsAFolder(files.keySet(), folders);
        Entry config = placed.remove(CONFIG);
        if (config == null && problems.isEmpty()) {
            problems.add(Problem.of(
                    "no_pipeline_json",
                    "",
                    "The archive has no pipeline.json at its top, so it is no pipeline's.",
                    "Export a pipeline to see what one looks like."));
        }
        if (config == null || !problems.isEmpty()) throw ArchiveRefused.faulty(problems);
        return new Contents(config, placed);
    }

    /** The entry's name when it can be one; a name that cannot is told. */
    private Optional<String> name(Entry entry) {
        String name;
        try {
            name = UTF_8.newDecoder().decode(ByteBuffer.wrap(entry.rawName())).toString();
        } catch (CharacterCodingException e) {
            refuse("bad_name", new String(entry.rawName(), UTF_8), "has a name that is not UTF-8");
            return Optional.empty();
        }
        Optional<String> fault = fault(name);
        fault.ifPresent(why -> refuse("unsafe_name", name, why));
        if (entry.isSpecial()) refuse("special_file", name, "is a link or a device, not a file");
        if (entry.isEncrypted()) refuse("encrypted", name, "is encrypted");
        if (!entry.isReadable()) refuse("bad_method", name, "is packed by another method than deflate");
        return fault.isPresent() ? Optional.empty() : Optional.of(name);
    }

    private static Optional<String> fault(String name) {
        if (name.isEmpty()) return Optional.of("has no name");
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) return Optional.of("has an absolute name");
        if (name.indexOf('\\') >= 0) return Optional.of("has a backslash in its name");
        if (name.chars().anyMatch(Character::isISOControl)) return Optional.of("has a control character in its name");
        if (name.getBytes(UTF_8).length > LONGEST_NAME) {
            return Optional.of("has a name of more than %d bytes".formatted(LONGEST_NAME));
        }
        String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String segment : bare.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("has \"..\", \".\" or nothing as a folder");
            }
            if (segment.getBytes(UTF_8).length > LONGEST_SEGMENT) {
                return Optional.of("has a part of more than %d bytes in its name".formatted(LONGEST_SEGMENT));
            }
            if (ENDS_IN_UUID.matcher(segment).matches()) return Optional.of("has a part that ends in a UUID");
        }
        return Optional.empty();
    }

    /** What systems add to archives without being asked. */
    private static boolean isNoise(String name) {
        return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store") || name.endsWith("Thumbs.db");
    }

    /** The files by their paths below the pipeline; without the one folder that may be around everything. */
    private Map<String, Entry> placed(Map<String, Entry> files) {
        String around = files.containsKey(CONFIG) ? "" : around(files.keySet());
        Map<String, Entry> placed = new TreeMap<>();
        files.forEach((name, entry) -> {
            String path = name.substring(around.length());
            String key = Layout.pipeline(slug) + path;
            if (Layout.isPassing(slug, key)) return;
            if (!KNOWN.matcher(path).matches() && Layout.jobOf(slug, key).isEmpty()) {
                refuse("unknown_place", name, "is nothing that a pipeline has");
            }
            placed.put(path, entry);
        });
        return placed;
    }

    private static String around(Set<String> names) {
        String first = names.isEmpty() ? "" : names.iterator().next();
        String folder = first.substring(0, first.indexOf('/') + 1);
        return names.contains(folder + CONFIG) && names.stream().allMatch(name -> name.startsWith(folder))
                ? folder
                : "";
    }

    /** Not every store can have an object whose key is the folder of another. */
    private void requireNoFileIsAFolder(Set<String> files, Set<String> folders) {
        Set<String> all = new TreeSet<>(folders);
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
                all.add(file.substring(0, slash));
            }
        }
        for (String file : files) {
            if (all.contains(file)) refuse("file_and_folder", file, "is a file and a folder");
        }
    }

    private void refuse(String kind, String name, String why) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(Problem.of(kind, "", "The entry %s %s.".formatted(Quoted.text(name), why)));
        }
    }
}
