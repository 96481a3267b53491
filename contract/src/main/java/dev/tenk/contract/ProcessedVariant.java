package dev.tenk.contract;

/**
 * One picture made from an original.
 *
 * @param name the preset, for instance {@code thumb}
 * @param format the file format and extension, {@code webp} or {@code jpg}
 * @param width pixels
 * @param height pixels
 * @param bytes length in bytes
 * @param blobKey where it lies in the blob store; named by its content, so that a repeated job
 *     writes the same key
 */
public record ProcessedVariant(
    String name, String format, int width, int height, long bytes, String blobKey) {}
