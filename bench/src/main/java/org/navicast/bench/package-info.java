/** Benchmarks: JMH, and the way from a device to a subscriber. */
@NullMarked
package org.navicast.bench;

import org.jspecify.annotations.NullMarked;
