/**
 * A Cast hub in one process for demos, tests and a small lab: everything in memory, everything
 * bounded.
 */
@NullMarked
package org.navicast.hub;

import org.jspecify.annotations.NullMarked;
