package dev.tenk.bench.flavour;

import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;

/**
 * How much a form does.
 *
 * @param service the service
 * @param flavour the form
 * @param work what it was given to do
 * @param perSecond how often it did it, the median of the rounds
 * @param ofJvm its share of what the JVM did in the same round, the median; NaN without a JVM
 * @param p99Millis what one in a hundred took longer than; NaN where that was not measured
 * @param loadedMebibytes resident memory at the end
 */
record Throughput(
    Service service,
    Flavour flavour,
    String work,
    double perSecond,
    double ofJvm,
    double p99Millis,
    long loadedMebibytes) {}
