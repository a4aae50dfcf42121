package dev.karet.store;

/** A key pair for an S3 store. Immutable; its text form keeps the secret to itself. */
public record StoreCredentials(String accessKeyId, String secretAccessKey) {

    public StoreCredentials {
        if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("credentials need an access key id and a secret access key");
        }
    }

    @Override
    public String toString() {
        return "StoreCredentials[" + accessKeyId + ", secret hidden]";
    }
}
