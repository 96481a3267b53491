package dev.tenk.bench.scaling;

/**
 * A service in the chart's words, and what a request of it costs.
 *
 * @param cpuMillis CPU time of one request or picture
 * @param requestMillicores the chart's CPU request of a pod
 * @param targetPercent of the CPU request, at which the autoscaler aims
 * @param startSeconds until a new pod is ready: scheduling, pulled image, start
 * @param startCpuMillis CPU time of a start
 */
record Sizing(
    double cpuMillis,
    int requestMillicores,
    int targetPercent,
    int minPods,
    int maxPods,
    int startSeconds,
    double startCpuMillis) {

  /** Requests a second that a pod answers with the CPU that it has requested. */
  double capacity() {
    return requestMillicores / cpuMillis;
  }

  /** The formula: pods that answer so many requests a second at the target. */
  int pods(double requestsPerSecond) {
    double exact = requestsPerSecond / (capacity() * targetPercent / 100);
    return Math.clamp((int) Math.ceil(exact - 1e-9), minPods, maxPods);
  }
}
