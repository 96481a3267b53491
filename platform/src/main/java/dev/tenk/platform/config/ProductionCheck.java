package dev.tenk.platform.config;

import java.util.List;

/** A bean that knows what makes a part of the configuration unsafe for production. */
public interface ProductionCheck {

  /**
   * What must be mended before the process may start.
   *
   * @param property the property to set
   * @param problem what is unsafe about its value, without the value
   */
  record Finding(String property, String problem) {}

  /** All that is unsafe; empty when nothing is. */
  List<Finding> findings();
}
