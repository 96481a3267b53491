package dev.tenk.worker.image;

/**
 * One picture that was made. Presets that come out alike, because the original is small, share
 * their {@link Encoded}.
 *
 * @param preset name of the preset
 * @param format file format
 * @param size pixels
 * @param file the file
 */
public record Variant(String preset, OutputFormat format, PictureSize size, Encoded file) {}
