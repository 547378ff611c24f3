"""What is measured: the mesh, and its peers. `system.py` says what a measurement needs of each."""
