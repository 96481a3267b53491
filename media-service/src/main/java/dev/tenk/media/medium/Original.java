package dev.tenk.media.medium;

/**
 * The bytes as they were uploaded.
 *
 * @param contentType what they are by their signature
 * @param bytes how many
 * @param sha256 their digest, lower-case hexadecimal
 */
public record Original(String contentType, long bytes, String sha256) {}
