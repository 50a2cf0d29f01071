/**
 * A Cast hub in one process for demos, tests and a small lab: everything in memory, everything
 * bounded. This package has what others use of it, and what holds its parts together: start, state,
 * sockets and routes. The parts have packages of their own, which know nothing of this one.
 */
@NullMarked
package org.navicast.hub;

import org.jspecify.annotations.NullMarked;
