/**
 * The way to look into a running gateway on the same machine: a Unix domain socket, there only
 * where it was asked for, that hands out lines of JSON and takes no orders.
 */
@NullMarked
package org.navicast.app.control;

import org.jspecify.annotations.NullMarked;
