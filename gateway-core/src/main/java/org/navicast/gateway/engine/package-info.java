/** From what happened to what is told: debounce, leases, dead zones; pure, with time passed in. */
@NullMarked
package org.navicast.gateway.engine;

import org.jspecify.annotations.NullMarked;
