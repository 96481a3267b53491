package dev.tenk.media.medium;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A variant as the row keeps it.
 *
 * @param name the preset
 * @param format extension: {@code webp}, {@code jpg}, {@code png} or {@code avif}
 * @param width pixels
 * @param height pixels
 * @param bytes length in bytes
 * @param blobKey where its bytes lie, named by their content
 */
@RegisterForReflection
public record StoredVariant(
    String name, String format, int width, int height, long bytes, String blobKey) {}
