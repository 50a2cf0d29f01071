"""What the module NAVICast is made of."""
