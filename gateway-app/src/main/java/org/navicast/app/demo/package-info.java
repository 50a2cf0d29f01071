/** The demo: hub, simulated devices, gateway and subscriber in one process, and what it tells. */
@NullMarked
package org.navicast.app.demo;

import org.jspecify.annotations.NullMarked;
