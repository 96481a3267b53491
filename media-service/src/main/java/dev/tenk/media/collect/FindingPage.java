package dev.tenk.media.collect;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings, oldest first. */
@RegisterForReflection
public record FindingPage(List<Finding> items, @Nullable String next) {}
