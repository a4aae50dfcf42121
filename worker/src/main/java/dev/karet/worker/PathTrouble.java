package dev.karet.worker;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what is wrong with a directory, where the exceptions of the JDK say no more than its name. */
public final class PathTrouble {

    private PathTrouble() {}

    /** The cause without a full stop, such as {@code /x may not be written by this user}. */
    public static String of(IOException trouble) {
        return switch (trouble) {
            case FileAlreadyExistsException file -> file.getFile() + " is a file, not a directory";
            case NotDirectoryException file -> file.getFile() + " is a file, not a directory";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written by this user";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> withoutStop(String.valueOf(trouble.getMessage()));
        };
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
